"""The wards of one city side by side: their values, ranks and medians, and which of them are worth a look."""
