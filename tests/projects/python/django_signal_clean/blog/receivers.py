from django.db.models.signals import post_save
from django.dispatch import receiver

from blog.chat import announce


@receiver(post_save, sender="blog.Post")
def on_post(sender, instance, created, **kwargs):
    if created:
        announce(instance.author.username, instance.title)
