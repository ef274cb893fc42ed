"""Deputies and acting officers: who acts for whom, on which days."""
