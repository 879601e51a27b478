import React from 'react';
import { getMessenger } from 'api/messenger';

export class Inbox extends React.Component {
  state = { channels: [] };

  async componentDidMount() {
    const messenger = getMessenger();
    await messenger.connectUser(this.props.user, this.props.token); // expect: HUP101
    this.setState({ channels: await messenger.queryChannels({}) });
  }

  render() {
    return this.state.channels.map((channel) => <p key={channel.cid}>{channel.cid}</p>);
  }
}
