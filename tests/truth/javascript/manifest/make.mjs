// The words of the manifest.

/** A React component. `props` makes its props of a user. */
export const react = (path, title, more = {}) => ({ adapter: 'react', path, title, ...more });
export const vue = (path, title, more = {}) => ({ adapter: 'vue', path, title, ...more });
export const element = (path, title, more = {}) => ({ adapter: 'element', path, title, ...more });
/** A class or a module that is opened, changed and closed by functions. */
export const object = (path, title, more = {}) => ({ adapter: 'object', path, title, ...more });
export const script = (path, title, more = {}) => ({ adapter: 'script', path, title, ...more });
export const server = (path, title, more = {}) => ({ adapter: 'server', path, title, ...more });

/** Shapes of props. */
export const user = (name) => (u) => ({ [name]: { id: u.id, name: u.name }, token: u.token });
export const id = (name) => (u) => ({ [name]: u.id, token: u.token });
