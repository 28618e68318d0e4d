"""Sources: one module for each kind of document that postings are made from. A new one: a module and an entry point."""
