const { clientFor, login, logout } = require('../src/stream');
const accounts = require('./accounts.json');

async function warm() {
  const [owner] = accounts;
  await login(owner.tenant, { id: owner.id }, owner.token);
  try {
    for (const account of accounts) {
      await clientFor(owner.tenant).channel('messaging', account.id).watch();
    }
  } finally {
    await logout(owner.tenant);
  }
  console.log('warmed %d', accounts.length);
}

warm();
