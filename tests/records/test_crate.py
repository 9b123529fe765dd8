def test_x(site):
    import shutil

    shutil.copytree(site, "/tmp/rec_site", dirs_exist_ok=True)
