"""From text to a posting: lines, blocks, sections, facts, and a ledger that accounts for every character."""
