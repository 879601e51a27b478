const { Client } = require("package");
const helper = () => {};
module.exports = { helper, Client: Client, inline: () => {} };
exports.later = helper;
module.exports.last = 1;
