"""What calls of frameworks do, by the roles that the catalogue gives them."""
