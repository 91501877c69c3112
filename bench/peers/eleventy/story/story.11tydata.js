module.exports = { layout: "story.njk", permalink: ({ code }) => `/story/${code}/` };
