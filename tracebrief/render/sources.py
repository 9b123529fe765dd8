"""placeholder"""


def check_report(project):
    return []
