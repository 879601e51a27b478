'use strict';
const stream = require('stream-chat');

exports.clientFor = function clientFor(tenant) {
  return stream.StreamChat.getInstance(tenant);
};

exports.login = async function login(tenant, user, token) {
  await exports.clientFor(tenant).connectUser(user, token); // expect: HUP203
};

exports.logout = async function logout(tenant) {
  await exports.clientFor(tenant).disconnectUser();
};
