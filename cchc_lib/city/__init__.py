"""The wards of one city compared: values, ranks, medians and outliers."""
