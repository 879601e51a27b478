"""The abstract machine: runs functions of the IR on abstract states, operation by operation and call by call."""
