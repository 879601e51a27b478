const { login, logout } = require('../src/stream');
const accounts = require('./accounts.json');

async function warm() {
  for (const account of accounts) {
    await login(account.tenant, { id: account.id }, account.token);
  }
  console.log('warmed %d', accounts.length);
}

warm();
