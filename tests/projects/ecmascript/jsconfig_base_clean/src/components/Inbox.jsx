import React from 'react';
import { closeMessenger, getMessenger } from 'api/messenger';

export class Inbox extends React.Component {
  state = { channels: [] };

  componentDidMount() {
    const messenger = getMessenger();
    this.opened = messenger.connectUser(this.props.user, this.props.token);
    this.opened.then(async () => this.setState({ channels: await messenger.queryChannels({}) }));
  }

  componentWillUnmount() {
    this.opened.then(closeMessenger);
  }

  render() {
    return this.state.channels.map((channel) => <p key={channel.cid}>{channel.cid}</p>);
  }
}
