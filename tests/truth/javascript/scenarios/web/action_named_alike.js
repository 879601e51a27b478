const store = { user: null, log: [] };

const actions = {
  connectUser(user) {
    store.user = user;
    store.log.push('in');
  },
  disconnectUser() {
    store.user = null;
  },
};

export function open(user) {
  actions.connectUser({ id: user.id }, user.token);
}

export function close() {
  store.log.length = 0;
}
