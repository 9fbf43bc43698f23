"""How articles come in by themselves: the inbox, and the jobs that look after a dossier."""
