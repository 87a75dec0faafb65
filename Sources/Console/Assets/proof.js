// Proves a plan again, from what stands in this page alone: that every award covers its project's demand from pools that it may use and that hold, and, by weak
// duality, that no other plan of a tier has more than so many points. Whole numbers throughout (BigInt). Nothing is asked of any server.
"use strict";

const zero = 0n;
const most = (a, b) => (a > b ? a : b);
const least = (a, b) => (a < b ? a : b);
const side = (region, factor) => region + "." + factor;

/** 3/10 of a quantity, rounded down. */
function part(quantity, ratio) {
  const [numerator, denominator] = ratio.split("/").concat("1");
  return (quantity * BigInt(numerator)) / BigInt(denominator);
}

/** The same, rounded up. */
function partUp(quantity, ratio) {
  const [up, down] = ratio.split("/").concat("1").map((part) => BigInt(part));
  return (quantity * up + down - 1n) / down;
}

/** What of a demand only the project's own pool may give: all, or what a cap on the city's share leaves. */
function ownPart(data, project, demand) {
  const needed = BigInt(demand.needed);
  if (!project.mayUseCityPool[demand.factor]) return needed;
  const share = data.rules.cityShares?.[demand.factor];
  return share === undefined ? zero : most(needed - part(needed, share), zero);
}

/** A sum for each key. */
class Sums extends Map {
  add(key, amount) { this.set(key, (this.get(key) ?? zero) + amount); }
  of(key) { return this.get(key) ?? zero; }
}

/** What is wrong with the plan of one vintage, whatever the prices say. */
function mistakes(data, vintage) {
  const found = [];
  const awards = data.awards.filter((award) => award.vintage === vintage);
  const exchanged = new Set(data.rules.lendable.concat(data.rules.tradable));
  const given = new Sums(), drawn = new Sums(), movedIn = new Sums(), movedOut = new Sums(), supply = new Sums();
  for (const award of awards) {
    const project = data.projects[award.project];
    if (!project || project.pin === "never" || (!project.pin && project.from > vintage)) { found.push("award " + (project?.code ?? award.project)); continue; }
    const got = new Sums(), fromPoolOfCity = new Sums();
    for (const line of award.lines) {
      got.add(line.factor, BigInt(line.quantity));
      given.add(side(line.region, line.factor), BigInt(line.quantity));
      const fromCity = line.region === data.cityRegion;
      if (line.vintage !== vintage || (line.region !== project.home && !(fromCity && project.mayUseCityPool[line.factor]))) found.push("pool of " + project.code);
      if (fromCity && project.home !== data.cityRegion) {
        drawn.add(side(project.home, line.factor), BigInt(line.quantity));
        fromPoolOfCity.add(line.factor, BigInt(line.quantity));
      }
      if (BigInt(line.quantity) <= zero) found.push("line of " + project.code);
    }
    const asked = new Sums();
    for (const demand of project.demands) {
      asked.add(demand.factor, BigInt(demand.needed));
      if (fromPoolOfCity.of(demand.factor) > BigInt(demand.needed) - ownPart(data, project, demand)) found.push("city's share of " + project.code);
    }
    for (const factor of new Set([...got.keys(), ...asked.keys()])) if (got.of(factor) !== asked.of(factor)) found.push("demand of " + project.code);
  }
  if (new Set(awards.map((award) => award.project)).size !== awards.length) found.push("a project twice");
  for (const move of data.moves.filter((move) => move.vintage === vintage)) {
    const allowed = move.kind === "loan" ? data.rules.lendable : data.rules.tradable;
    if (!allowed.includes(move.factor)) found.push("move");
    movedOut.add(side(move.from, move.factor), BigInt(move.quantity));
    movedIn.add(side(move.to, move.factor), BigInt(move.quantity));
  }
  for (const pool of data.supply) if (pool.vintage === vintage) supply.add(side(pool.region, pool.factor), most(BigInt(pool.available), zero));
  const pools = new Map(data.pools.filter((pool) => pool.vintage === vintage).map((pool) => [side(pool.region, pool.factor), pool]));
  for (const pool of data.pools) {
    if (pool.vintage === vintage - 1 && data.rules.carriesOver[pool.factor]) supply.add(side(pool.region, pool.factor), after(pool));
  }
  for (const [key, pool] of pools) {
    if (BigInt(pool.before) !== supply.of(key)) found.push("supply " + key);
    if (BigInt(pool.movedIn) !== movedIn.of(key) || BigInt(pool.movedOut) !== movedOut.of(key)) found.push("moves " + key);
    if (BigInt(pool.given) !== given.of(key)) found.push("given " + key);
    if (after(pool) < zero) found.push("overdrawn " + key);
  }
  for (const key of given.keys()) if (!pools.has(key)) found.push("no pool " + key);
  if (data.rules.cityLimit) {
    for (const [key, amount] of drawn) {
      const factor = Number(key.split(".")[1]);
      const city = pools.get(side(data.cityRegion, factor));
      if (!exchanged.has(factor) && amount > part(BigInt(city?.before ?? 0), data.rules.cityLimit)) found.push("limit " + key);
    }
  }
  const given_to = new Set(data.awards.map((award) => award.project));
  for (const limit of data.rules.holdingLimits ?? []) {
    const sum = limit.projects.filter((index) => given_to.has(index)).reduce((sum, index) => sum + asks(data.projects[index], limit.factor), zero);
    if (sum > BigInt(limit.most)) found.push("more held than allowed: " + limit.name);
  }
  return [...new Set(found)];
}

/** What a project asks of a factor. */
function asks(project, factor) { return BigInt(project.demands.find((demand) => demand.factor === factor)?.needed ?? 0); }

function after(pool) { return BigInt(pool.before) + BigInt(pool.movedIn) - BigInt(pool.movedOut) - BigInt(pool.given); }

/** The most points that any plan of a tier can have, by its prices; null where the prices prove nothing. */
function bound(data, tier) {
  const served = new Map(data.awards.map((award) => [award.project, award.vintage]));
  const before = new Map(data.pools.filter((pool) => pool.vintage === tier.vintage).map((pool) => [side(pool.region, pool.factor), BigInt(pool.before)]));
  const had = (region, factor) => before.get(side(region, factor)) ?? zero;
  const exchanged = new Set(data.rules.lendable.concat(data.rules.tradable));
  const all = new Map(), own = new Map(), limits = new Map(), floors = new Map();
  for (const price of tier.prices) {
    const worth = BigInt(price.price);
    if (worth <= zero) return null;
    if (price.kind === "floor") floors.set(price.region, worth);
    else ({ pool: all, ownOnly: own, cityLimit: limits })[price.kind].set(side(price.region, price.factor), worth);
  }
  const priced = (map, region, factor) => map.get(side(region, factor)) ?? zero;
  // What is fixed when the tier is decided: pinned projects and earlier tiers.
  const every = new Sums(), ownOnly = new Sums(), missing = new Map();
  if (tier.vintage === data.vintage) for (const floor of data.rules.floors) missing.set(floor.region, Math.max(missing.get(floor.region) ?? 0, floor.projects));
  const count = (region) => { if (missing.has(region)) missing.set(region, missing.get(region) - 1); };
  let pinned = zero;
  data.projects.forEach((project, index) => {
    if (project.demands.length === 0 && project.held) count(project.region);
    if (served.get(index) !== tier.vintage || !(project.tier < tier.tier || project.pin === "must")) return;
    count(project.region);
    if (project.tier === tier.tier) pinned += BigInt(project.score);
    for (const demand of project.demands) {
      every.add(side(project.home, demand.factor), BigInt(demand.needed));
      ownOnly.add(side(project.home, demand.factor), ownPart(data, project, demand));
    }
  });
  for (const [region, left] of missing) if (left <= 0) missing.delete(region);
  const lendable = (region, factor) =>
    exchanged.has(factor) && region !== data.cityRegion ? most(least(part(had(region, factor), data.rules.lendingLimit), had(region, factor)), zero) : zero;
  const counties = data.regions.map((_, region) => region).filter((region) => region !== data.cityRegion);
  let sum = zero;
  for (let factor = 0; factor < data.factors.length; factor += 1) {
    const ceiling = priced(all, data.cityRegion, factor);
    if (priced(own, data.cityRegion, factor) > zero || priced(limits, data.cityRegion, factor) > zero) return null;
    let dearest = zero;
    data.regions.forEach((_, region) => {
      const [a, o, l] = [priced(all, region, factor), priced(own, region, factor), priced(limits, region, factor)];
      const key = side(region, factor);
      if (a > ceiling + l || (l > zero && (!data.rules.cityLimit || exchanged.has(factor)))) sum = null;
      if (sum === null) return;
      sum += a * (had(region, factor) - every.of(key)) + o * (had(region, factor) - ownOnly.of(key));
      if (l > zero) sum += l * most(part(had(data.cityRegion, factor), data.rules.cityLimit), zero);
      if (region !== data.cityRegion) dearest = most(dearest, a + o);
    });
    if (sum === null) return null;
    if (exchanged.has(factor)) for (const region of counties) sum += lendable(region, factor) * (dearest - priced(all, region, factor) - priced(own, region, factor));
  }
  // Holding limits: what they leave beside earlier vintages and what is fixed, and what is asked under them.
  const holding = new Sums();
  for (const { limit, price } of tier.limitPrices ?? []) {
    const rule = data.rules.holdingLimits?.[limit], worth = BigInt(price);
    if (!rule || worth <= zero) return null;
    sum += worth * BigInt(rule.most);
    for (const index of rule.projects) {
      const project = data.projects[index], year = served.get(index);
      holding.add(index, worth * asks(project, rule.factor));
      const fixed = year === tier.vintage && (project.tier < tier.tier || project.pin === "must");
      if (fixed || year < tier.vintage) sum -= worth * asks(project, rule.factor);
    }
  }
  for (const [region, left] of missing) sum -= (floors.get(region) ?? zero) * BigInt(left);
  // Whether a project can be added to what is fixed: what counties must borrow, draw on the city, or can lend.
  const part_of = (have, need, needOwn, limit) => {
    const borrow = most(zero, needOwn - have);
    return [borrow, most(zero, need - have) - borrow, least(most(zero, have - need), limit)];
  };
  const rooms = data.factors.map((_, factor) => {
    const room = [zero, zero, zero];
    for (const region of counties) {
      const key = side(region, factor);
      part_of(had(region, factor), every.of(key), ownOnly.of(key), lendable(region, factor)).forEach((amount, place) => { room[place] += amount; });
    }
    return room;
  });
  const fits = (project) => project.demands.every((demand) => {
    let [borrow, excess, lend] = rooms[demand.factor];
    let city = had(data.cityRegion, demand.factor) - every.of(side(data.cityRegion, demand.factor));
    const amount = BigInt(demand.needed);
    if (project.home === data.cityRegion) city -= amount;
    else {
      const key = side(project.home, demand.factor);
      const have = had(project.home, demand.factor), limit = lendable(project.home, demand.factor);
      const was = part_of(have, every.of(key), ownOnly.of(key), limit);
      const becomes = part_of(have, every.of(key) + amount, ownOnly.of(key) + ownPart(data, project, demand), limit);
      [borrow, excess, lend] = [borrow + becomes[0] - was[0], excess + becomes[1] - was[1], lend + becomes[2] - was[2]];
    }
    return city >= zero && borrow + most(zero, excess - city) <= lend;
  });
  data.projects.forEach((project, index) => {
    const asks = project.tier === tier.tier || (project.tier > tier.tier && missing.has(project.region));
    const later = served.has(index) && served.get(index) < tier.vintage;
    if (!asks || project.pin || project.demands.length === 0 || project.from > tier.vintage || later || !fits(project)) return;
    let worth = (project.tier === tier.tier ? BigInt(project.score) << 40n : zero) + (floors.get(project.region) ?? zero);
    for (const demand of project.demands) {
      worth -= priced(all, project.home, demand.factor) * BigInt(demand.needed) + priced(own, project.home, demand.factor) * ownPart(data, project, demand);
    }
    sum += most(zero, worth - holding.of(index));
  });
  return (sum >> 40n) + pinned;
}

/** Points of a project that starts so many years after the first: discounted, to the nearest whole number, a half up, at least 1. */
function worth(data, score, year) {
  const [up, down] = data.rules.together.discount.split("/").concat("1").map((part) => BigInt(part) ** BigInt(year));
  return most(1n, (2n * BigInt(score) * up + down) / (2n * down));
}

/** The most points that any plan of a tier can have over years that are planned as one, by its prices; null where the prices prove nothing. */
function boundOfYears(data, tier) {
  const years = [...Array(Math.max(data.horizon, 1)).keys()], city = data.cityRegion;
  const key = (year, region, factor) => year + "." + region + "." + factor;
  const all = new Map(), own = new Map(), shares = new Map(), floors = new Map(), limits = new Set(), holding = new Sums();
  if (tier.prices.length > 0) return null;
  for (const price of tier.yearPrices) {
    const year = price.vintage - data.vintage, map = { pool: all, ownOnly: own, cityLimit: shares, floor: floors }[price.kind];
    const place = price.kind === "floor" ? price.region : key(year, price.region, price.factor);
    if (BigInt(price.price) <= zero || !map || map.has(place) || !years.includes(year) || (price.kind === "floor" && year !== 0)) return null;
    map.set(place, BigInt(price.price));
  }
  const priced = (map, year, region, factor) => map.get(key(year, region, factor)) ?? zero;
  const carries = (factor) => data.rules.carriesOver[factor] === true;
  const have = new Sums(), every = new Sums(), ownOnly = new Sums(), missing = new Map();
  for (const pool of data.supply) have.add(key(pool.vintage - data.vintage, pool.region, pool.factor), most(BigInt(pool.available), zero));
  const served = new Map(data.awards.map((award) => [award.project, award.vintage - data.vintage]));
  for (const floor of data.rules.floors) missing.set(floor.region, Math.max(missing.get(floor.region) ?? 0, floor.projects));
  const count = (region) => { if (missing.has(region)) missing.set(region, missing.get(region) - 1); };
  const ownOf = (project, demand) => (project.home === city ? BigInt(demand.needed) : ownPart(data, project, demand));
  let pinned = zero;
  // What is fixed when the tier is decided: pinned projects and earlier tiers.
  data.projects.forEach((project, index) => {
    if (project.demands.length === 0 && project.held) count(project.region);
    const year = served.get(index);
    if (year === undefined || !(project.tier < tier.tier || project.pin === "must")) return;
    if (year === 0) count(project.region);
    if (project.tier === tier.tier) pinned += worth(data, project.score, year);
    for (const demand of project.demands) {
      every.add(key(year, project.home, demand.factor), BigInt(demand.needed));
      ownOnly.add(key(year, project.home, demand.factor), ownOf(project, demand));
    }
  });
  for (const [region, left] of missing) if (left <= 0) missing.delete(region);
  let sum = zero;
  for (const year of years) for (let factor = 0; factor < data.factors.length; factor += 1) {
    for (let region = 0; region < data.regions.length; region += 1) {
      const place = key(year, region, factor), [a, o] = [priced(all, year, region, factor), priced(own, year, region, factor)];
      // Quota may flow from the city to a county, as far as a county's limit allows, and the city's own to the next year where it carries over: neither may pay.
      const l = priced(shares, year, region, factor);
      if (a > priced(all, year, city, factor) + l || (region === city && o + l > zero) || (l > zero && !data.rules.cityLimit)) return null;
      const rise = priced(all, year + 1, region, factor) + priced(own, year + 1, region, factor) - a - o;
      if (carries(factor) && rise > zero) {
        // Own pools come first: a county passes no more on than what is fixed leaves. The city may keep what it likes.
        if (region === city) return null;
        let stock = zero;
        for (const other of years.filter((other) => other <= year)) stock = most(zero, stock + have.of(key(other, region, factor)) - every.of(key(other, region, factor)));
        if (year + 1 < years.length) sum += rise * stock;
      }
      sum += a * (have.of(place) - every.of(place)) + o * (have.of(place) - ownOnly.of(place));
      if (l > zero) sum += l * most(partUp(have.of(key(year, city, factor)), data.rules.cityLimit), zero);
    }
    // What the city keeps raises what counties may use of it next year: it must be worth that as well.
    if (carries(factor) && data.rules.cityLimit) {
      const [up, down] = data.rules.cityLimit.split("/").concat("1").map((part) => BigInt(part));
      const next = data.regions.reduce((part, _, region) => part + priced(shares, year + 1, region, factor), zero);
      if (down * (priced(all, year, city, factor) - priced(all, year + 1, city, factor)) < up * next) return null;
    }
  }
  // Holding limits: what they leave beside what is fixed, and what is asked under them in any year.
  for (const { limit, price } of tier.limitPrices ?? []) {
    const rule = data.rules.holdingLimits?.[limit], cost = BigInt(price);
    if (!rule || cost <= zero || limits.has(limit)) return null;
    limits.add(limit);
    sum += cost * BigInt(rule.most);
    for (const index of rule.projects) {
      const project = data.projects[index];
      holding.add(index, cost * asks(project, rule.factor));
      if (served.has(index) && (project.tier < tier.tier || project.pin === "must")) sum -= cost * asks(project, rule.factor);
    }
  }
  for (const [region, left] of missing) sum -= (floors.get(region) ?? zero) * BigInt(left);
  // What the years up to one's own have together where quota carries over, and what of that is fixed.
  const window = (year, factor) => {
    const counted = years.filter((other) => (carries(factor) ? other <= year : other === year));
    const total = (sums) => data.regions.map((_, region) => counted.reduce((part, other) => part + sums.of(key(other, region, factor)), zero));
    const [supply, asked, bound] = [total(have), total(every), total(ownOnly)];
    const drawn = asked.reduce((part, amount, region) => (region === city ? part : part + most(zero, amount - supply[region])), zero);
    // Most of the city's pool that one county may use: no year begins with more than all that the years until then have brought.
    const limit = data.rules.cityLimit;
    const brought = (last) => counted.filter((other) => other <= last).reduce((part, other) => part + have.of(key(other, city, factor)), zero);
    const share = limit ? counted.reduce((total, last) => total + most(part(brought(last), limit), zero), zero) : null;
    return { supply, asked, bound, drawn, left: supply[city] - asked[city], share };
  };
  const windows = years.map((year) => data.factors.map((_, factor) => window(year, factor)));
  const fits = (project, year) => project.demands.every((demand) => {
    const { supply, asked, bound, drawn, left, share } = windows[year][demand.factor], amount = BigInt(demand.needed), home = project.home;
    if (home === city) return drawn + amount <= left;
    if (bound[home] + ownOf(project, demand) > supply[home]) return false;
    const draws = most(zero, asked[home] + amount - supply[home]);
    return drawn - most(zero, asked[home] - supply[home]) + draws <= left && (share === null || draws <= share);
  });
  // Who asks for more than a holding limit leaves beside what is fixed.
  const beyond = new Set();
  for (const limit of data.rules.holdingLimits ?? []) {
    const isFixed = (index) => served.has(index) && (data.projects[index].tier < tier.tier || data.projects[index].pin === "must");
    const fixed = limit.projects.filter(isFixed).reduce((part, index) => part + asks(data.projects[index], limit.factor), zero);
    for (const index of limit.projects) {
      const needed = asks(data.projects[index], limit.factor);
      if (needed > zero && fixed + needed > BigInt(limit.most)) beyond.add(index);
    }
  }
  data.projects.forEach((project, index) => {
    const isOwn = project.tier === tier.tier;
    if (project.pin || project.demands.length === 0 || !(isOwn || (project.tier > tier.tier && missing.has(project.region))) || beyond.has(index)) return;
    let best = zero;
    for (const year of isOwn ? years : [0]) {
      if (project.from > data.vintage + year || !fits(project, year)) continue;
      let margin = (isOwn ? worth(data, project.score, year) << 40n : zero) + (year === 0 ? floors.get(project.region) ?? zero : zero)
        - holding.of(index);
      for (const demand of project.demands) {
        margin -= priced(all, year, project.home, demand.factor) * BigInt(demand.needed) + priced(own, year, project.home, demand.factor) * ownOf(project, demand);
      }
      best = most(best, margin);
    }
    sum += best;
  });
  return (sum >> 40n) + pinned;
}

/** Each tier with its points, what is proved, and what is wrong. */
function verify(data) {
  const wrong = new Map();
  return data.tiers.map((tier) => {
    // Years that are planned as one stand in one row.
    const years = [...Array((tier.through ?? tier.vintage) - tier.vintage + 1).keys()].map((year) => tier.vintage + year);
    for (const year of years) if (!wrong.has(year)) wrong.set(year, mistakes(data, year));
    const problems = [...new Set(years.flatMap((year) => wrong.get(year)))];
    const together = Boolean(data.rules.together);
    if (together !== (tier.through !== undefined) || (together && years.length !== Math.max(data.horizon, 1))) problems.push("years");
    const value = data.awards.filter((award) => years.includes(award.vintage) && data.projects[award.project]?.tier === tier.tier)
      .reduce((sum, award) => {
        const score = data.projects[award.project].score;
        return sum + (together ? worth(data, score, award.vintage - data.vintage) : BigInt(score));
      }, zero);
    if (value !== BigInt(tier.value)) problems.push("points");
    const proved = tier.prices ? (together ? boundOfYears(data, tier) : bound(data, tier)) : null;
    if (tier.prices && proved === null) problems.push("prices");
    if (proved !== null && (proved < value || proved !== BigInt(tier.certified))) problems.push("bound");
    return { name: tier.name, vintage: tier.through > tier.vintage ? tier.vintage + "–" + tier.through : tier.vintage, value, proved, problems };
  });
}

function show(data, words) {
  const results = verify(data);
  const holds = results.every((tier) => tier.problems.length === 0);
  const verdict = document.getElementById("verdict");
  verdict.className = holds ? "holds" : "fails";
  verdict.textContent = holds ? words.holds : words.fails;
  const body = document.getElementById("tiers");
  for (const tier of results) {
    const row = body.insertRow();
    const gap = tier.proved === null || tier.proved === zero ? "–" : (Number(((tier.proved - tier.value) * 1000000n) / tier.proved) / 10000).toFixed(2) + "%";
    for (const text of [tier.vintage, tier.name, tier.value, tier.proved ?? "–", gap, tier.problems.length === 0 ? "✓" : "✗ " + tier.problems.slice(0, 5).join(", ")]) {
      row.insertCell().textContent = String(text);
    }
  }
}

/** A number that lost digits on its way through JSON would prove something else than the plan. */
function exact(_, value) {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError("a number that this page can't keep exactly: " + value);
  return value;
}

show(JSON.parse(document.getElementById("plan").textContent, exact), JSON.parse(document.getElementById("words").textContent));
