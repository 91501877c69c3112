<?xml version="1.0" encoding="utf-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:atom="http://www.w3.org/2005/Atom" exclude-result-prefixes="atom">
<xsl:output method="html" encoding="utf-8" doctype-system="about:legacy-compat"/>
<xsl:template match="/">
<html lang="{{ lang }}" dir="{{ dir }}">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title><xsl:value-of select="rss/channel/title | atom:feed/atom:title"/></title>
<link rel="stylesheet" href="{{ css }}"/>
</head>
<body>
<main>
<p class="told">{{ told }}</p>
{% if feeds %}
<p><a href="{{ feeds }}">{{ all_feeds }}</a></p>
{% endif %}
<h1><a href="{rss/channel/link | atom:feed/atom:link[@rel='alternate']/@href}"><xsl:value-of select="rss/channel/title | atom:feed/atom:title"/></a></h1>
<p><xsl:value-of select="rss/channel/description | atom:feed/atom:subtitle"/></p>
<xsl:for-each select="rss/channel/item | atom:feed/atom:entry">
<article>
<h2 dir="auto"><a href="{link | atom:link[@rel='alternate']/@href}"><xsl:value-of select="title | atom:title"/></a></h2>
<p class="date" dir="ltr"><xsl:value-of select="pubDate | atom:published"/></p>
<p dir="auto"><xsl:value-of select="atom:summary"/></p>
</article>
</xsl:for-each>
</main>
</body>
</html>
</xsl:template>
</xsl:stylesheet>
