const { StreamChat } = require('stream-chat');

class Agent {
  constructor(key) {
    this.client = new StreamChat(key);
  }

  async join(id, token) {
    await this.client.connectUser({ id }, token);
  }

  leave() {
    return this.client.disconnectUser();
  }
}

module.exports = Agent;
module.exports.Agent = Agent;
