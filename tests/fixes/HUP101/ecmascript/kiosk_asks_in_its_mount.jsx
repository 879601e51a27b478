import React from 'react';
import { StreamChat } from 'stream-chat';

export class Kiosk extends React.Component {
  client = new StreamChat('kiosk');

  componentDidMount() {
    if (!this.client.userID) {
      this.client.connectUser({ id: this.props.visitor }, this.props.token); // walk-in visitors
    }
  }

  render() {
    return <aside>Ask us</aside>;
  }
}
