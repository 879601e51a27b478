import React from 'react';
import { StreamChat } from 'stream-chat';

export default class Lodge extends React.Component {
  componentDidMount() {
    this.client = new StreamChat('lodge');
    this.connected = this.client.connectUser({ id: this.props.user.id }, this.props.token);
  }

  componentWillUnmount() {
    const { client, connected } = this;
    connected.then(() => client.disconnectUser());
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
