// Everything that pages ask for is computed once for each build: Eleventy would filter all stories for each page.
const PER_PAGE = 20;

const slug = (name) => name.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[-\s]+/g, "-");
const iso = (date) => date.toISOString().slice(0, 19) + "Z";

function grouped(stories, namesOf) {
  const groups = new Map();
  for (const story of stories) {
    for (const name of namesOf(story)) {
      const key = slug(name);
      if (!groups.has(key)) groups.set(key, { name, slug: key, stories: [] });
      groups.get(key).stories.push(story);
    }
  }
  return [...groups.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

function paged(groups) {
  return groups.flatMap((group) => {
    const last = Math.ceil(group.stories.length / PER_PAGE);
    return Array.from({ length: last }, (_, i) => ({
      ...group, last, number: i + 1, shown: group.stories.slice(i * PER_PAGE, (i + 1) * PER_PAGE),
    }));
  });
}

function siteOf(api) {
  const stories = api.getFilteredByGlob("story/*.md").sort((a, b) => b.date - a.date);
  const topics = grouped(stories, (story) => story.data.topics);
  const sources = grouped(stories, (story) => [story.data.source]);
  const days = grouped(stories, (story) => [story.data.day]);
  return {
    stories, topics, sources, days, topicPages: paged(topics), sourcePages: paged(sources),
    place: new Map(stories.map((story, i) => [story.data.code, i])),
  };
}

module.exports = function (config) {
  let site = null;
  config.setQuietMode(true);
  config.on("eleventy.before", () => { site = null; });
  for (const name of ["stories", "topics", "sources", "days", "topicPages", "sourcePages"]) {
    config.addCollection(name, (api) => (site ??= siteOf(api))[name]);
  }
  config.addFilter("slugged", slug);
  config.addFilter("iso", iso);
  config.addFilter("minute", (date) => iso(date).slice(0, 16).replace("T", " "));
  config.addFilter("rfc822", (date) => date.toUTCString().replace("GMT", "+0000"));
  config.addFilter("first", (list, count) => list.slice(0, count));
  config.addFilter("found", (codes) => codes.filter((code) => site.place.has(code)).map((code) => site.stories[site.place.get(code)]));
  config.addFilter("beside", (code, step) => site.stories[site.place.get(code) + step]);
  return { markdownTemplateEngine: false, dir: { input: ".", includes: "_includes", output: "_site" } };
};
