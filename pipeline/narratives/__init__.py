"""From a cluster to a text of which every sentence shows what it rests on."""
