"""What an editor needs beside a narrative: headline, signals, milestones, the comparison of all."""
