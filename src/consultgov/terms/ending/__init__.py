"""How an office ends: what happens, absences without leave, rights that are suspended."""
