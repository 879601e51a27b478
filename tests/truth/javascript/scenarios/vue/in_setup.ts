import { defineComponent, h } from 'vue';
import { StreamChat } from 'stream-chat';

export default defineComponent({
  props: ['user', 'token'],
  setup(props) {
    const client = new StreamChat('vue-setup');
    client.connectUser({ id: props.user.id }, props.token); // expect: HUP101
    return () => h('p', props.user.name);
  },
});
