"""What values, connections and states of a program are, and how several states become one."""
