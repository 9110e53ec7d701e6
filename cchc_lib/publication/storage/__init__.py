"""The places where reports are put and data are fetched from: folders of this machine, or addresses of fsspec."""
