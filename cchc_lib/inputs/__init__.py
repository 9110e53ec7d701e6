"""From files to validated, frozen inputs."""
