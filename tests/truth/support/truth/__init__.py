"""What the tests of the ground truth and ``make truth`` share: records, policy, and the page of evidence."""
