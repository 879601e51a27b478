import { defineComponent, h, onMounted } from 'vue';
import { StreamChat } from 'stream-chat';

export default defineComponent({
  props: ['user', 'token'],
  setup(props) {
    onMounted(async () => {
      const client = new StreamChat('vue-open');
      await client.connectUser({ id: props.user.id }, props.token); // expect: HUP101
    });
    return () => h('p', props.user.name);
  },
});
