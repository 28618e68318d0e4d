"""What a valid record should not say: one small module a rule, in the folder of its group."""
