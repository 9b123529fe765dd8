"""What a check found: how many of how many are right, and each mistake in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckResult:
    """One kind of check, done."""

    what: str
    right: int
    total: int
    problems: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
