// Stands in for the panel around either page: frames it as the panel does, answers its questions, and keeps the clock. It runs
// in a bare document of the panel's origin, so that nothing else takes the processor.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  let frame = null;
  let asked = {};
  let begun = 0;
  let marks = {};
  let waiting = null;

  function settle() {
    if (waiting && waiting.marks.every((name) => name in marks)) {
      waiting.resolve(marks);
      waiting = null;
    }
  }

  async function answer(action) {
    if (action === "getContext") return { success: true, data: { refId: asked.bill, locale: asked.locale, serverId: asked.tenant } };
    if (action === "getSessionToken") {
      const token = await fetch(`/_sim/token?tenant=${asked.tenant}&role=manager`);
      return { success: true, data: await token.json() };
    }
    return { success: true };
  }

  addEventListener("message", async ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow) return;
    if (data?.bench) {
      marks[data.bench] = data.at - begun;
      settle();
    } else if (data?.type === "restomenum-bridge") {
      const result = await answer(data.action);
      source.postMessage({ type: "restomenum-bridge-response", requestId: data.requestId, result }, origin);
    }
  });

  window.bench = {
    /** Frames a page and waits for these marks; milliseconds from the moment the frame was given its address. */
    open(what, wanted) {
      asked = what;
      marks = {};
      document.body.replaceChildren();
      frame = document.createElement("iframe");
      frame.id = "plugin";
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
      frame.referrerPolicy = "no-referrer";
      frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;border:0";
      const come = new Promise((resolve) => { waiting = { marks: wanted, resolve }; });
      begun = now();
      frame.src = `${what.page}${what.path}?panelOrigin=${encodeURIComponent(location.origin)}`;
      document.body.append(frame);
      return come;
    },
    /** Takes the page away. */
    close() {
      frame?.remove();
      frame = null;
    },
  };
})();
