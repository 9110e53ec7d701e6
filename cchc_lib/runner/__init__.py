"""Running parameterised notebooks; knows nothing of wards."""
