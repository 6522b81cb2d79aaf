"""Resolve requirements*.lock anew: exact versions with hashes, no address in them."""

import subprocess
import sys
from pathlib import Path

COMMAND = ("pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet")
LOCKS = {
    "requirements.lock": ("pyproject.toml", "--group", "build"),
    "requirements-dev.lock": ("pyproject.toml", "--group", "build", "--extra", "dev", "-c", "requirements.lock"),
    "requirements-node.lock": ("--group", "node"),
}


def main(options: list[str]) -> None:
    """Options go to uv: `--upgrade`, `--upgrade-package NAME`."""
    for lock, sources in LOCKS.items():
        subprocess.run(
            [
                Path(sys.executable).with_name("uv"),
                *COMMAND,
                *sources,
                "--python-version",
                "3.11",
                "-o",
                lock,
                *options,
            ],
            check=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
