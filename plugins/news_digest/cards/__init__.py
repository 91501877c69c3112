"""Pictures that stand for stories where links to them are shared: headlines in the look of the theme, by Pillow."""
