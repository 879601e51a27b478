switch (state) {
  case "open":
    open();
  case "closing":
    close();
    break;
  default:
    other();
}
