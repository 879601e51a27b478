import React from 'react';
import { StreamChat } from 'stream-chat';

export default class Inn extends React.Component {
  componentDidMount() {
    this.client = new StreamChat('inn');
    this.connected = this.client.connectUser({ id: this.props.user.id }, this.props.token); // missing: HUP104 StrictMode mounts one instance twice, and the late clean-up reads the second client from the field
  }

  componentWillUnmount() {
    this.connected.then(() => this.client.disconnectUser());
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
