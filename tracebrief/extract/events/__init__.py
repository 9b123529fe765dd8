"""What is told to have happened, to be planned, feared or denied."""
