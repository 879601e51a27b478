export const LIBRARY = { KEY: 'x7q2', LIBRARIAN: 'ada' };
