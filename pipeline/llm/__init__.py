"""Asking a language model: prompts from files, typed replies, every answer kept, every call counted."""
