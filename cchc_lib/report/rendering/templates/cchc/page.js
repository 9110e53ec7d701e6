/* Everything comes from the record in this page; nothing is asked from elsewhere. */
(() => {
"use strict";
{% include "record.js" %}
{% include "lineage.js" %}
{% include "trial.js" %}
})();
