"""Raw texts and what is known of them."""
