"""The same ward under other assumptions: what is changed, what follows, and what it would take."""
