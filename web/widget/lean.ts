/**
 * Leaves out of Preact what the widget has no use for, about a kilobyte of what every visitor would load.
 *
 * Each text is cut exactly where it stands in the pinned version. Where one is not found, Preact has changed: the build
 * fails, and the cuts are to be looked at again, or left out.
 */
import type { Plugin } from "vite";

type Cut = readonly [text: string, instead: string];

/** Hydration and suspense: the widget draws into an empty shadow root, and waits for nothing while it draws. */
const HYDRATION: readonly Cut[] = [
  ["128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),", ""],
  ["p&&p.some(g),d.__h", "d.__h"],
  [
    'if(e.length=v,r.__v=null,c||o)if(t&&t.then){if(r.__u|=128|c,o){for(~(T=o.indexOf(l||void 0))||(T=o.length);(N=o[T-1])&&8==N.nodeType;)T--;for(;T<o.length;T++)if(N=o[T])if(o[T]=null,O){if(N==P)break}else{if(8!=N.nodeType)break;N.data.startsWith("$s")&&(P=B(O=N))}}if(!O){for(;l&&8==l.nodeType&&l.nextSibling;)l=l.nextSibling;O=l}(s=B(O=r.__c.__z||(r.__c.__z=O)))?(r.__e=O,l=s):r.__e=l,l=l&&l.nextSibling}else o&&o.some(g);else r.__e=u.__e;r.__k||(r.__k=u.__k||[]),t&&t.then||D(r),n.__e(t,r,u)',
    "e.length=v,r.__v=null,r.__e=u.__e,r.__k||(r.__k=u.__k||[]),n.__e(t,r,u)",
  ],
  ["!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),", ""],
];

/** Classes: every component is a function, and an error in one is an error of the chat. */
const CLASSES: readonly Cut[] = [
  [
    "C?r.__c=d=new V(M,L):(r.__c=d=new x(M,L),d.constructor=V,d.render=K),j&&j.sub(d),",
    "r.__c=d=new x(M,L),d.constructor=V,d.render=K,",
  ],
  ["C=(s=V.prototype)&&s.render,j=(s=V.contextType)&&i[s.__c],L=s?j?j.props.value:s.__:i,", "L=i,"],
  [
    "C&&(d.__s||(d.__s=d.state),V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_({},d.__s)),_(d.__s,V.getDerivedStateFromProps(M,d.__s)))),k=d.props,b=d.state,",
    "",
  ],
  [
    "if(M!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(M,L),r.__v==",
    "if(r.__v==",
  ],
  [
    "d.componentWillUpdate&&d.componentWillUpdate(M,d.__s,L),C&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(k,b,m)})}else C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),C&&d.componentDidMount&&d.__h.push(d.componentDidMount);",
    "}",
  ],
  ["q=C?25:0;", "q=0;"],
  ["C&&(y.push.apply(d.__h,d.__k),d.__k=[]),", ""],
  ["C&&u.__c&&d.getSnapshotBeforeUpdate&&(m=d.getSnapshotBeforeUpdate(k,b)),", ""],
  [
    "__e:function(n,t,r,u){for(var i,o,e;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((e=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(n)),i.componentDidCatch&&(i.componentDidCatch(n,u||{}),e=1),e&&8&i.__g)return void(i.__g|=2)}catch(t){n=t}}throw f=0,n}",
    "__e:function(n){throw f=0,n}",
  ],
  ['"function"==typeof n&&(n=n(_({},r),this.props)),', ""],
  ["(t&&this.__k.push(t),L(this))", "L(this)"],
  ["x.prototype.forceUpdate=function(n){this.__v&&(this.__g|=4,n&&this.__h.push(n),L(this))},", ""],
  ["(t.Consumer=function(n,t){return n.children(t)}).contextType=t,t", "t"],
];

/** Portals, MathML and markup given as text, which the widget must never show. */
const MARKUP: readonly Cut[] = [
  [
    "M.__P&&(s=l,f=(t=M.__P).namespaceURI,c=o=null,u.props&&u.props.__P!=t&&(u.__k.some(function(n){n&&J(n,n)}),u.__k=null),l=u.__k?S(u,0):null),",
    "",
  ],
  ["M.__P&&(r.__e=null,l=s),", ""],
  ['"math"==C?f="http://www.w3.org/1998/Math/MathML":', ""],
  ['("foreignObject"==C||"http://www.w3.org/1998/Math/MathML"==f&&v.test(C))&&(f="http://www.w3.org/1999/xhtml"),', ""],
  ['"dangerouslySetInnerHTML"==s?y=k:', ""],
  ['"dangerouslySetInnerHTML"==s?h=k:', ""],
  [
    'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),',
    "(",
  ],
  [
    'if("http://www.w3.org/2000/svg"==i)t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(',
    'if("http://www.w3.org/2000/svg"!=i&&',
  ],
];

/** Elements that were there before. */
const ADOPTION: readonly Cut[] = [
  ['if("svg"==C?', '"svg"==C?'],
  [",o)for(s=0;s<o.length;s++)if((k=o[s])&&(C?k.localName==C:3==k.nodeType)){t=k,o[s]=null;break}if(!t)", ";if(!t)"],
  [",l&&(n.__m&&n.__m(r,o),l=!1),o=null", ""],
];

const without = (code: string, [text, instead]: Cut): string => {
  const [before, after, ...more] = code.split(text);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`Preact has changed, see lean.ts: ${text}`);
  }
  return before + instead + after;
};

export const leanPreact: Plugin = {
  name: "lean-preact",
  apply: "build",
  transform: (code, id) =>
    id.endsWith("/preact/dist/preact.mjs")
      ? { code: [...HYDRATION, ...CLASSES, ...MARKUP, ...ADOPTION].reduce(without, code), map: null }
      : null,
};
