import React from 'react';
import { StreamChat } from 'stream-chat';

export default class Tavern extends React.Component {
  componentDidMount() {
    this.client = new StreamChat('tavern');
    this.client.connectUser({ id: this.props.user.id }, this.props.token); // expect: HUP101
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
