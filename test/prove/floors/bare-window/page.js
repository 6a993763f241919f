// The same mark as the desk sets (renderer/app.tsx): two frames, the second one knows that the first was drawn.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('shell-painted')))
