import React from 'react';
import { StreamChat } from 'stream-chat';

export class Kiosk extends React.Component {
  client = new StreamChat('kiosk');

  componentDidMount() {
    this.connecting = this.client.connectUser({ id: this.props.visitor }, this.props.token); // walk-in visitors
  }

  componentWillUnmount() {
    this.connecting?.then(() => this.client.disconnectUser());
  }

  render() {
    return <aside>Ask us</aside>;
  }
}
