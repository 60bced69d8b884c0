"""GOV.UK Notify: email and text messages, and what became of them."""
