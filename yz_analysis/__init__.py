"""Read, tag, measure and show Chinese political text; made for one article."""
