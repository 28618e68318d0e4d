"""Collecting: public boards and pages are asked politely, and what they answer is kept, byte for byte."""
